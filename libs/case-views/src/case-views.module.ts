import { type DynamicModule, Module } from '@nestjs/common';
import type { ScopedDatabase } from '@jalons/database';
import { type Clock, CursorCodec } from '@jalons/http';
import type { NomenclatureCatalogue } from '@jalons/kernel';
import type { AccessJournal } from '@jalons/privacy';
import { AlertList } from './alerts/alert-list.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { EscalationList } from './alerts/escalation-list.js';
import { CaseList } from './cases/case-list.js';
import { CasesController } from './cases/cases.controller.js';
import { ElevationList } from './elevations/elevation-list.js';
import { ElevationListController } from './elevations/elevation-list.controller.js';
import { HandBackList } from './hand-backs/hand-back-list.js';
import { HandBacksController } from './hand-backs/hand-backs.controller.js';
import { DuplicateList } from './merges/duplicate-list.js';
import { DuplicatesController } from './merges/duplicates.controller.js';
import { CoordinationController } from './notices/coordination.controller.js';
import { CoordinationNoticeList } from './notices/coordination-notices.js';
import { NoticeList } from './notices/notice-list.js';
import { NoticesController } from './notices/notices.controller.js';
import { OrientationList } from './orientations/orientation-list.js';
import { OrientationsController } from './orientations/orientations.controller.js';
import { Identities } from './persons/identities.js';
import { PersonSheets } from './persons/person-sheet.js';
import { PersonTimelines } from './persons/person-timeline.js';
import { PersonsController } from './persons/persons.controller.js';
import { KnownPeople } from './search/known-people.js';
import { PeopleController } from './search/people.controller.js';
import { PeopleSearch } from './search/people-search.js';
import { ParcoursController } from './timeline/parcours.controller.js';
import { ParcoursViews } from './timeline/parcours-views.js';

export interface CaseViewsOptions {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  /** Every read of personal data leaves its line there before the answer leaves. */
  readonly journal: AccessJournal;
  readonly clock: Clock;
  /** For the labels of what is told in words. */
  readonly codes: NomenclatureCatalogue;
  /** The secret kept with the master key, from which cursors are sealed. */
  readonly idSecret: Uint8Array;
  /** The IANA zone in which « today » is counted. */
  readonly zone: string;
}

/** People and their parcours over HTTP; needs IdentityModule beside it. */
@Module({})
export class CaseViewsModule {
  static forRoot({ idSecret, ...parts }: CaseViewsOptions): DynamicModule {
    const cursors = new CursorCodec(idSecret);
    const views = new ParcoursViews(parts);
    return {
      module: CaseViewsModule,
      controllers: [
        AlertsController,
        CasesController,
        ElevationListController,
        HandBacksController,
        OrientationsController,
        ParcoursController,
        PeopleController,
        PersonsController,
        DuplicatesController,
        NoticesController,
        CoordinationController,
      ],
      providers: [
        { provide: AlertList, useValue: new AlertList({ ...parts, cursors }) },
        { provide: EscalationList, useValue: new EscalationList({ ...parts, cursors }) },
        { provide: CaseList, useValue: new CaseList({ ...parts, cursors }) },
        { provide: ElevationList, useValue: new ElevationList({ ...parts, cursors }) },
        { provide: HandBackList, useValue: new HandBackList({ ...parts, cursors }) },
        { provide: OrientationList, useValue: new OrientationList({ ...parts, cursors }) },
        { provide: ParcoursViews, useValue: views },
        { provide: PersonTimelines, useValue: new PersonTimelines(views) },
        { provide: PersonSheets, useValue: new PersonSheets(parts) },
        { provide: DuplicateList, useValue: new DuplicateList({ ...parts, cursors }) },
        { provide: NoticeList, useValue: new NoticeList({ ...parts, cursors }) },
        { provide: CoordinationNoticeList, useValue: new CoordinationNoticeList({ ...parts, cursors }) },
        { provide: Identities, useValue: new Identities(parts) },
        { provide: PeopleSearch, useValue: new PeopleSearch(parts) },
        { provide: KnownPeople, useValue: new KnownPeople(parts) },
      ],
    };
  }
}
