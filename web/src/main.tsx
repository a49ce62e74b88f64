import { QueryClientProvider } from "@tanstack/react-query"
import { createRoot } from "react-dom/client"
import { queries } from "./api"
import { App } from "./app"
import "./base.css"
import "./parts/parts.css"
import { appearance } from "./appearance"
import { locale, localeKnown, textsReady } from "./i18n"
import { WHO } from "./session"
import { dress } from "./theme"

dress(appearance(), locale())
// Where nobody spoke here yet, whoever is signed in says which language is needed.
if (!localeKnown()) await queries.fetchQuery({ ...WHO, retry: false }).catch(() => queries.removeQueries(WHO))
await textsReady()
createRoot(document.getElementById("root")!).render(
  <QueryClientProvider client={queries}>
    <App />
  </QueryClientProvider>,
)
