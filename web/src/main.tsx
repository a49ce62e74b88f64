import { QueryClientProvider } from "@tanstack/react-query"
import { createRoot } from "react-dom/client"
import { queries } from "./api"
import { App } from "./app"
import "./base.css"
import "./parts/parts.css"
import { appearance } from "./appearance"
import { locale, textsReady } from "./i18n"
import { dress } from "./theme"

dress(appearance(), locale())
await textsReady()
createRoot(document.getElementById("root")!).render(
  <QueryClientProvider client={queries}>
    <App />
  </QueryClientProvider>,
)
