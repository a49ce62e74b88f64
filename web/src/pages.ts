// The pages for people at work. A page is loaded when it is opened.

import { type ComponentType, createElement, lazy, type ReactNode, useState } from "react"
import { moreTexts } from "./i18n"
import type { Role } from "./wire"

interface Route {
  /** Where it lies, as wouter writes routes; `link` is what the top bar opens. */
  readonly path: string
  readonly link: string
  /** Text key of its name in the top bar; without one it is not named there. */
  readonly title?: string
  readonly roles: readonly Role[]
  readonly load: () => Promise<{ default: ComponentType }>
}
export interface Page extends Route {
  readonly show: ComponentType
}

/** A page with its texts; the desk has them from the first. */
const withMore = async <T>(page: Promise<T>): Promise<T> => (await Promise.all([page, moreTexts()]))[0]

const ALL: readonly Role[] = ["agent", "leader", "inspector", "clerk", "manager", "author", "admin"]

const ROUTES: readonly Route[] = [
  {
    path: "/desk",
    link: "/desk",
    title: "page.desk",
    roles: ["agent", "leader"],
    load: () => import("./pages/desk/desk"),
  },
  {
    path: "/wall",
    link: "/wall",
    title: "page.wall",
    roles: ["leader"],
    load: () => withMore(import("./pages/wall/wall")),
  },
  {
    path: "/work",
    link: "/work",
    title: "page.work",
    roles: ["agent", "leader", "clerk", "manager"],
    load: () => withMore(import("./pages/work/work")),
  },
  {
    path: "/work/:id",
    link: "/work",
    roles: ["agent", "leader", "clerk", "manager"],
    load: () => withMore(import("./pages/work/work")),
  },
  {
    path: "/talks",
    link: "/talks",
    title: "page.talks",
    roles: ALL,
    load: () => withMore(import("./pages/talks/talks")),
  },
  {
    path: "/talks/:id",
    link: "/talks",
    roles: ALL,
    load: () => withMore(import("./pages/talk/talk")),
  },
  {
    path: "/reports",
    link: "/reports",
    title: "page.reports",
    roles: ["leader", "inspector", "manager"],
    load: () => withMore(import("./pages/reports/reports")),
  },
  {
    path: "/account",
    link: "/account",
    roles: ALL,
    load: () => withMore(import("./pages/account/account")),
  },
  {
    path: "/calls",
    link: "/calls",
    title: "page.calls",
    roles: ["agent", "leader", "clerk", "manager"],
    load: () => withMore(import("./pages/calls/calls")),
  },
  {
    path: "/calls/:id",
    link: "/calls",
    roles: ["leader", "clerk", "manager"],
    load: () => withMore(import("./pages/calls/list")),
  },
  {
    path: "/never",
    link: "/calls",
    roles: ["leader", "clerk", "manager"],
    load: () => withMore(import("./pages/calls/never")),
  },
  {
    path: "/surveys",
    link: "/calls",
    roles: ["leader", "clerk", "manager"],
    load: () => withMore(import("./pages/calls/surveys")),
  },
  {
    path: "/imports",
    link: "/imports",
    title: "page.imports",
    roles: ["leader", "clerk", "manager"],
    load: () => withMore(import("./pages/imports/imports")),
  },
  {
    path: "/settings",
    link: "/settings",
    title: "page.settings",
    roles: ALL.filter((role) => role !== "agent"),
    load: () => withMore(import("./pages/settings/settings")),
  },
]

/** A page that is shown at once where it was loaded before. */
function shownBy(load: Route["load"]): Pick<Page, "load" | "show"> {
  let Loaded: ComponentType | null = null
  const fetch = async (): Promise<{ default: ComponentType }> => {
    const page = await load()
    Loaded = page.default
    return page
  }
  const Later = lazy(fetch)
  const show = (): ReactNode => {
    const [Shown] = useState<ComponentType>(() => Loaded ?? Later)
    return createElement(Shown)
  }
  return { load: fetch, show }
}

export const PAGES: readonly Page[] = ROUTES.map((route) => ({ ...route, ...shownBy(route.load) }))

/** Load the page of an address before it is shown. */
export async function loadPage(path: string): Promise<void> {
  const [first] = path.split("/").filter(Boolean)
  const deep = path.split("/").filter(Boolean).length > 1
  const found = PAGES.find((route) => route.path === (deep ? `/${first}/:id` : `/${first}`))
  // Where it does not come, it is asked for again when it is shown.
  await found?.load().catch(() => undefined)
}
