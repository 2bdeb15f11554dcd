import { type DynamicModule, Module } from '@nestjs/common';
import { membersIn, MergedRecords } from '@jalons/beneficiaries';
import type { ScopedDatabase } from '@jalons/database';
import { CursorCodec } from '@jalons/http';
import type { AccessJournal } from '@jalons/privacy';
import type { ParcoursParts } from './commands/parcours-parts.js';
import { ParcoursSteps } from './commands/parcours-steps.js';
import { Slots } from './commands/slots.js';
import { Streams } from './commands/streams.js';
import { ActionsController } from './actions/actions.controller.js';
import { AppointmentsController } from './contact/appointments.controller.js';
import { ContactController } from './contact/contact.controller.js';
import { NextActionsController } from './contact/next-actions.controller.js';
import { EmploymentController } from './employment/employment.controller.js';
import { EntryController } from './entry/entry.controller.js';
import { ExitController } from './exit/exit.controller.js';
import { HandoversController } from './handovers/handovers.controller.js';
import { Handovers } from './handovers/handovers.js';
import { CorrectionsController } from './mistakes/corrections.controller.js';
import { ParcoursCorrections } from './mistakes/parcours-corrections.js';
import { VoidsController } from './mistakes/voids.controller.js';
import { OpeningController } from './opening/opening.controller.js';
import { ParcoursOpening } from './opening/parcours-opening.js';
import { OrientationController } from './orientation/orientation.controller.js';
import { parcoursDecider } from './parcours.decider.js';
import { ParticipationController } from './participation/participation.controller.js';
import { PauseController } from './pause/pause.controller.js';
import { SituationController } from './situation/situation.controller.js';
import { AnomaliesController } from './slots/anomalies.controller.js';
import { AnomalyList } from './slots/anomaly-list.js';
import { TrainingController } from './training/training.controller.js';

export interface ParcoursOptions extends ParcoursParts {
  /** On the api's connection. */
  readonly database: ScopedDatabase;
  readonly journal: AccessJournal;
}

/** Opening parcours and recording their steps over HTTP; needs IdentityModule beside it. */
@Module({})
export class ParcoursModule {
  static forRoot({ database, journal, ...options }: ParcoursOptions): DynamicModule {
    // One decider for both, so that the runner keeps one fold of each stream.
    const decider = parcoursDecider(options.codes);
    const streams = new Streams(options.store);
    const merged = new MergedRecords(options.store, membersIn(database));
    const slots = new Slots(streams, options.runner, options.codes);
    const cursors = new CursorCodec(options.idSecret);
    const steps = new ParcoursSteps(options, streams, merged, slots, decider);
    return {
      module: ParcoursModule,
      controllers: [
        OpeningController,
        EntryController,
        ParticipationController,
        SituationController,
        ContactController,
        AppointmentsController,
        NextActionsController,
        OrientationController,
        TrainingController,
        EmploymentController,
        ActionsController,
        PauseController,
        ExitController,
        VoidsController,
        CorrectionsController,
        AnomaliesController,
        HandoversController,
      ],
      providers: [
        { provide: ParcoursOpening, useValue: new ParcoursOpening(options, streams, merged, slots, decider) },
        { provide: ParcoursSteps, useValue: steps },
        { provide: Handovers, useValue: new Handovers(options, steps) },
        { provide: AnomalyList, useValue: new AnomalyList({ database, cursors, journal, clock: options.clock }) },
        { provide: ParcoursCorrections, useValue: new ParcoursCorrections(options, streams, steps) },
      ],
      exports: [ParcoursOpening, ParcoursSteps],
    };
  }
}
