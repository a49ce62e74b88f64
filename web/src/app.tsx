import { ConfigProvider } from "antd"
import { lazy, Suspense, useEffect } from "react"
import { Redirect, Route, Switch, useLocation } from "wouter"
import { queries } from "./api"
import { useAppearance, useReduced } from "./appearance"
import { antWords, moreTexts, useLocale, useT } from "./i18n"
import { loadPage, PAGES } from "./pages"
import { Notices } from "./parts/notices"
import { Trouble } from "./parts/trouble"
import { hasRole, PUBLIC, useSession } from "./session"
import { antTheme, dress } from "./theme"
import type { Me } from "./wire"

const FirstPassword = lazy(async () => (await Promise.all([import("./pages/account/first"), moreTexts()]))[0])
// The frame comes with the page that it frames and with what both need to know: nothing is drawn twice.
const Shell = lazy(async () => {
  const around = [loadPage(location.pathname), queries.prefetchQuery(PUBLIC)]
  return (await Promise.all([import("./parts/shell"), ...around]))[0]
})
const SignIn = lazy(() => import("./pages/signin/signin"))

/** The first page that somebody may open. */
function home(me: Me): string {
  return PAGES.find((page) => page.title && hasRole(me, ...page.roles))?.link ?? "/nothing"
}

function Waiting() {
  const t = useT()
  return (
    <main className="centred" aria-busy="true" aria-label={t("app.loading")}>
      <span className="spinner" />
    </main>
  )
}

function Routes({ me }: { me: Me }) {
  const [location] = useLocation()
  // A page that is not for this account leads to one that is.
  const known = location === "/" || location === "/sign-in" || PAGES.some((page) => location.startsWith(page.link))
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
          {known ? <Redirect to={home(me)} replace /> : <Trouble text="app.no_page" detail={location} />}
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
          <Suspense fallback={<Waiting />}>
            <Shell me={me}>
              <Routes me={me} />
            </Shell>
          </Suspense>
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
      locale={antWords(locale)}
      button={{ autoInsertSpace: false }}
    >
      <Notices>
        <Inside />
      </Notices>
    </ConfigProvider>
  )
}
