import { start } from './start/start.command.js';

const [command = 'help'] = process.argv.slice(2);

if (command === 'start') await start();
else {
  console.log('Usage : npm run jalons -- start\n\n  start   lance le produit et affiche son adresse');
  process.exitCode = command === 'help' || command === '--help' ? 0 : 2;
}
