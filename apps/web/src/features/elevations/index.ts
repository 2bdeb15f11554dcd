export { ElevationButton } from './elevation-button.js';
export { ElevationsCard } from './elevations-card.js';
