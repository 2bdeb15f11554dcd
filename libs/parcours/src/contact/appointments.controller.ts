import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { answerTo } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { Step, StepRoute, type StepRequest } from '../forms/step-route.js';
import { AppointmentForm, AppointmentIssueForm, ReschedulingForm, toldAppointment } from './appointment.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class AppointmentsController {
  constructor(private readonly steps: ParcoursSteps) {}

  @StepRoute('appointments')
  async schedule(@Step() step: StepRequest, @Body() form: AppointmentForm) {
    return answerTo(
      await this.steps.record(step, ({ zone }) => ({ type: 'ScheduleAppointment', ...toldAppointment(form, zone) })),
    );
  }

  @StepRoute('appointment-reschedulings')
  async reschedule(@Step() step: StepRequest, @Body() form: ReschedulingForm) {
    return answerTo(
      await this.steps.record(step, ({ zone }) => ({ type: 'RescheduleAppointment', ...toldAppointment(form, zone) })),
    );
  }

  @StepRoute('appointment-attendances')
  async honour(@Step() step: StepRequest, @Body() form: AppointmentIssueForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'HonourAppointment', ...told(form, zone) })));
  }

  @StepRoute('appointment-excuses')
  async excuse(@Step() step: StepRequest, @Body() form: AppointmentIssueForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'ExcuseAppointment', ...told(form, zone) })));
  }

  @StepRoute('appointment-absences')
  async miss(@Step() step: StepRequest, @Body() form: AppointmentIssueForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'MissAppointment', ...told(form, zone) })));
  }

  /** By us. */
  @StepRoute('appointment-cancellations')
  async cancel(@Step() step: StepRequest, @Body() form: AppointmentIssueForm) {
    return answerTo(await this.steps.record(step, ({ zone }) => ({ type: 'CancelAppointment', ...told(form, zone) })));
  }
}
