import { App as AntApp, ConfigProvider, Spin } from "antd"
import enUS from "antd/es/locale/en_US"
import zhCN from "antd/es/locale/zh_CN"
import zhHK from "antd/es/locale/zh_HK"
import { lazy, Suspense, useEffect } from "react"
import { Redirect, Route, Switch } from "wouter"
import { useAppearance, useReduced } from "./appearance"
import { useLocale, useT } from "./i18n"
import { PAGES } from "./pages"
import { Shell } from "./parts/shell"
import { Trouble } from "./parts/trouble"
import { hasRole, useSession } from "./session"
import { antTheme, dress } from "./theme"
import type { Me } from "./wire"

const FirstPassword = lazy(() => import("./pages/account/first"))
const SignIn = lazy(() => import("./pages/signin/signin"))
const ANT_LOCALES = { "zh-Hans": zhCN, "zh-Hant": zhHK, en: enUS }

/** The first page that somebody may open. */
function home(me: Me): string {
  return PAGES.find((page) => page.title && hasRole(me, ...page.roles))?.link ?? "/nothing"
}

function Waiting() {
  const t = useT()
  return (
    <main className="centred" aria-busy="true" aria-label={t("app.loading")}>
      <Spin />
    </main>
  )
}

function Routes({ me }: { me: Me }) {
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        {PAGES.filter((page) => hasRole(me, ...page.roles)).map((page) => (
          <Route key={page.path} path={page.path} component={page.show} />
        ))}
        <Route path="/nothing">
          <Trouble text="app.nothing" />
        </Route>
        <Route>
          <Redirect to={home(me)} replace />
        </Route>
      </Switch>
    </Suspense>
  )
}

function Inside() {
  const { me, error } = useSession()
  if (error) return <Trouble text="app.unreachable" detail={error.message} />
  if (me === undefined) return <Waiting />
  if (me?.must_change) {
    return (
      <Suspense fallback={<Waiting />}>
        <FirstPassword me={me} />
      </Suspense>
    )
  }
  return (
    <Switch>
      <Route path="/sign-in">
        {me ? (
          <Redirect to={home(me)} replace />
        ) : (
          <Suspense fallback={<Waiting />}>
            <SignIn />
          </Suspense>
        )}
      </Route>
      <Route>
        {me ? (
          <Shell me={me}>
            <Routes me={me} />
          </Shell>
        ) : (
          <Redirect to="/sign-in" replace />
        )}
      </Route>
    </Switch>
  )
}

export function App() {
  const appearance = useAppearance()
  const locale = useLocale()
  const reduced = useReduced()
  useEffect(() => dress(appearance, locale), [appearance, locale])
  return (
    <ConfigProvider
      theme={antTheme(appearance, locale, reduced)}
      locale={ANT_LOCALES[locale]}
      button={{ autoInsertSpace: false }}
    >
      <AntApp message={{ maxCount: 3, duration: 5 }} notification={{ placement: "bottomRight" }}>
        <Inside />
      </AntApp>
    </ConfigProvider>
  )
}
