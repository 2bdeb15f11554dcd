import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['JALONS_API_URL'] ?? 'http://localhost:3000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/apps/web', import.meta.url)),
    emptyOutDir: true,
    // The policy of the pages refuses `data:` fonts and scripts: every asset is a file of its own.
    assetsInlineLimit: 0,
  },
  // For work on the screens alone; in service the API serves the build, from one origin.
  server: { proxy: { '/api': { target: api } } },
});
