export { AddStep } from './add-step.js';
