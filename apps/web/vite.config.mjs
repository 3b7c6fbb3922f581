import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The console as static files in dist/site: hashed names below assets/, nothing inline and nothing from another host, as the API's
 * Content-Security-Policy demands.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['@understudy/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist/site',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // `npm run dev` beside a running API.
  server: { proxy: { '/api': process.env.UNDERSTUDY_API ?? 'http://127.0.0.1:9470' } },
});
