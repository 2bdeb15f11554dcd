import './tokens.css';
import './base.css';
import './button.css';
import './field.css';

export * from './chip.js';
export * from './choice-field.js';
export * from './day-field.js';
export * from './field.js';
export * from './folded-form.js';
export * from './form-status.js';
export * from './icon.js';
export * from './more-button.js';
export * from './pills.js';
export * from './search-field.js';
export * from './segments.js';
export * from './select-field.js';
export * from './text-field.js';
export * from './use-width.js';
