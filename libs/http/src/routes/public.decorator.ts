import { SetMetadata } from '@nestjs/common';

export const PUBLIC_ROUTE = 'jalons:public-route';

/** Opens a route to everyone, signed in or not. Each one has its line in `test/policies/routes.ts`. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);
