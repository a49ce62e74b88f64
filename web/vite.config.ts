import react from "@vitejs/plugin-react"
import { defineConfig } from "vitest/config"

// Where `saywell serve` listens while the pages are worked on with `npm run dev`.
const server = process.env.SAYWELL_URL ?? "http://127.0.0.1:8080"

export default defineConfig({
  base: "/static/",
  plugins: [react()],
  build: {
    outDir: "../src/saywell/desk/static",
    emptyOutDir: true,
    // What loads what, for whoever counts its bytes.
    manifest: "manifest.json",
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
    // Every browser that the pages run in loads modules ahead by itself.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: { index: "index.html", chat: "chat.html", widget: "src/widget/widget.ts" },
      // These say nothing about what loading them does: it does nothing. What a page does not use of them is left out.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/(@rc-component|@babel\/runtime|i18next|wouter)\/.*\.m?js$/, sideEffects: false }] },
      // Other people's pages name the widget, so its name does not change.
      output: { entryFileNames: ({ name }) => (name === "widget" ? "widget.js" : "assets/[name]-[hash].js") },
    },
  },
  server: { proxy: { "/api": { target: server, ws: true } } },
  // The first page of a file loads all of Ant Design.
  test: { testTimeout: 30_000, environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
})
