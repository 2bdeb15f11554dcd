import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PUBLIC_ROUTE } from '@jalons/http';
import { ROUTE_POLICY } from './policy.decorator.js';

/** Stops the start where a route says neither who may call it nor that everyone may: forgetting one opens nothing. */
@Injectable()
export class RouteAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const bare = this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (!metatype || !instance) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => isRoute(prototype[name]!) && !this.isGoverned(prototype[name]!, metatype))
        .map((name) => `${metatype.name}.${name}`);
    });
    if (bare.length > 0) throw new Error(`routes without @Policy, @SignedIn or @Public: ${bare.join(', ')}`);
  }

  private isGoverned(handler: () => unknown, controller: object): boolean {
    const targets = [handler, controller] as Parameters<Reflector['getAllAndOverride']>[1];
    return [PUBLIC_ROUTE, ROUTE_POLICY].some((key) => this.reflector.getAllAndOverride<unknown>(key, targets));
  }
}

function isRoute(handler: () => unknown): boolean {
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  return method !== undefined && Reflect.hasMetadata(PATH_METADATA, handler);
}
