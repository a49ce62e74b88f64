// The pages for people at work. A page is loaded when it is opened.

import { type ComponentType, lazy, type LazyExoticComponent } from "react"
import type { Role } from "./wire"

export interface Page {
  /** Where it lies, as wouter writes routes; `link` is what the top bar opens. */
  readonly path: string
  readonly link: string
  /** Text key of its name in the top bar; without one it is not named there. */
  readonly title?: string
  readonly roles: readonly Role[]
  readonly show: LazyExoticComponent<ComponentType>
}

const ALL: readonly Role[] = ["agent", "leader", "inspector", "clerk", "manager", "author", "admin"]

export const PAGES: readonly Page[] = [
  {
    path: "/desk",
    link: "/desk",
    title: "page.desk",
    roles: ["agent", "leader"],
    show: lazy(() => import("./pages/desk/desk")),
  },
  {
    path: "/wall",
    link: "/wall",
    title: "page.wall",
    roles: ["leader"],
    show: lazy(() => import("./pages/wall/wall")),
  },
  {
    path: "/work",
    link: "/work",
    title: "page.work",
    roles: ["agent", "leader", "clerk", "manager"],
    show: lazy(() => import("./pages/work/work")),
  },
  {
    path: "/work/:id",
    link: "/work",
    roles: ["agent", "leader", "clerk", "manager"],
    show: lazy(() => import("./pages/work/work")),
  },
  {
    path: "/talks",
    link: "/talks",
    title: "page.talks",
    roles: ALL,
    show: lazy(() => import("./pages/talks/talks")),
  },
  {
    path: "/talks/:id",
    link: "/talks",
    roles: ALL,
    show: lazy(() => import("./pages/talk/talk")),
  },
  {
    path: "/reports",
    link: "/reports",
    title: "page.reports",
    roles: ["leader", "inspector", "manager"],
    show: lazy(() => import("./pages/reports/reports")),
  },
  {
    path: "/account",
    link: "/account",
    roles: ALL,
    show: lazy(() => import("./pages/account/account")),
  },
  {
    path: "/calls",
    link: "/calls",
    title: "page.calls",
    roles: ["agent", "leader", "clerk", "manager"],
    show: lazy(() => import("./pages/calls/calls")),
  },
  {
    path: "/calls/:id",
    link: "/calls",
    roles: ["leader", "clerk", "manager"],
    show: lazy(() => import("./pages/calls/list")),
  },
  {
    path: "/never",
    link: "/calls",
    roles: ["leader", "clerk", "manager"],
    show: lazy(() => import("./pages/calls/never")),
  },
  {
    path: "/surveys",
    link: "/calls",
    roles: ["leader", "clerk", "manager"],
    show: lazy(() => import("./pages/calls/surveys")),
  },
  {
    path: "/imports",
    link: "/imports",
    title: "page.imports",
    roles: ["leader", "clerk", "manager"],
    show: lazy(() => import("./pages/imports/imports")),
  },
  {
    path: "/settings",
    link: "/settings",
    title: "page.settings",
    roles: ALL.filter((role) => role !== "agent"),
    show: lazy(() => import("./pages/settings/settings")),
  },
]
