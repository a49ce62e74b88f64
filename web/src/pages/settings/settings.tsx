import { LockOutlined } from "@ant-design/icons"
import { Alert, Button, ConfigProvider, Spin } from "antd"
import { type ReactNode, useEffect, useRef } from "react"
import { useLocation, useSearch } from "wouter"
import { useT } from "../../i18n"
import { useNotices } from "../../parts/notices"
import { Trouble } from "../../parts/trouble"
import { hasRole, useMe } from "../../session"
import type { Me } from "../../wire"
import { Audit } from "./audit"
import { CallingPart } from "./calling"
import { ConnectorPart } from "./connector"
import { Departments } from "./departments"
import { type Draft, DraftContext, useDraft } from "./draft"
import { General, Targets } from "./general"
import { Hooks } from "./hooks"
import { HoursPart } from "./hours"
import { Numbers } from "./numbers"
import { PeopleList } from "./people"
import { Privacy } from "./privacy"
import { Queues } from "./queues"
import "../../parts/table.css"
import "./settings.css"

const PARTS = ["general", "hours", "queues", "departments", "calling", "targets", "numbers", "shop", "people", "privacy", "hooks", "audit"] as const
type Part = (typeof PARTS)[number]

/** The part that holds a field of the server. */
function partOf(field: string): Part {
  if (field.startsWith("departments")) return "departments"
  if (field.startsWith("calling")) return "calling"
  if (/^(zone|hours|holidays|closed|opened|makeup)/.test(field)) return "hours"
  if (field.startsWith("target_s") || field.startsWith("alert")) return "targets"
  if (field === "company" || field === "title" || field === "languages") return "general"
  return "numbers"
}

/** Whether somebody may open a part. */
function seen(part: Part, me: Me): boolean {
  if (part === "audit" || part === "privacy" || part === "shop") return hasRole(me, "admin")
  return part !== "hooks" || hasRole(me, "author", "admin")
}

/** Which part is shown; it stands in the address. */
function usePart(): [Part, (part: Part) => void] {
  const me = useMe()
  const named = new URLSearchParams(useSearch()).get("part")
  const [, go] = useLocation()
  const part = PARTS.find((one) => one === named) ?? "general"
  const shown = seen(part, me) ? part : "general"
  return [shown, (next) => go(`/settings?part=${next}`, { replace: true })]
}

function Parts({ part, choose }: { part: Part; choose: (part: Part) => void }) {
  const t = useT()
  const me = useMe()
  const shown = PARTS.filter((one) => seen(one, me))
  return (
    <nav className="set-parts" aria-label={t("page.settings")}>
      {shown.map((one) => (
        <button key={one} type="button" aria-current={one === part ? "page" : undefined} onClick={() => choose(one)}>
          {t(`set.part_${one}`)}
        </button>
      ))}
    </nav>
  )
}

/** What was changed and is not kept yet. */
function SaveBar({ draft, choose }: { draft: Draft; choose: (part: Part) => void }) {
  const t = useT()
  const { message } = useNotices()
  const { fault } = draft
  if (!draft.dirty) return null
  const save = async (): Promise<void> => {
    const found = await draft.save()
    if (!found) void message.success(t("set.saved"))
    else if (found.field) choose(partOf(found.field))
  }
  return (
    <div className="save-bar" role="region" aria-label={t("set.unsaved")}>
      <span className="save-text">
        {fault ? <strong className="setting-why">{fault.message}</strong> : <strong>{t("set.unsaved")}</strong>}
        <span className="quiet">{t("set.from_now")}</span>
      </span>
      <Button onClick={draft.reset} disabled={draft.busy}>
        {t("set.discard")}
      </Button>
      <Button type="primary" loading={draft.busy} onClick={() => void save()}>
        {t("set.save")}
      </Button>
    </div>
  )
}

function shownPart(part: Part, disabled: boolean): ReactNode {
  switch (part) {
    case "general":
      return <General />
    case "hours":
      return <HoursPart disabled={disabled} />
    case "queues":
      return <Queues />
    case "departments":
      return <Departments disabled={disabled} />
    case "calling":
      return <CallingPart disabled={disabled} />
    case "targets":
      return <Targets />
    case "numbers":
      return <Numbers />
    case "shop":
      return <ConnectorPart />
    case "people":
      return <PeopleList />
    case "privacy":
      return <Privacy />
    case "hooks":
      return <Hooks />
    case "audit":
      return <Audit />
  }
}

/** Tells who leaves for another page that what they changed is not saved. */
function useUnsavedNotice(dirty: boolean): void {
  const t = useT()
  const { message } = useNotices()
  const leave = useRef(() => {})
  useEffect(() => {
    leave.current = () => {
      if (dirty) void message.warning(t("set.left_unsaved"))
    }
  })
  useEffect(() => () => leave.current(), [])
}

/** The settings of a centre. */
export default function SettingsPage() {
  const t = useT()
  const me = useMe()
  const { draft, error } = useDraft()
  const [part, choose] = usePart()
  const may = hasRole(me, "author", "admin")
  useUnsavedNotice(draft?.dirty ?? false)
  useEffect(() => {
    document.title = `${t("page.settings")} · Saywell`
  }, [t])
  if (error) return <Trouble text="app.unreachable" detail={error.message} />
  if (!draft) {
    return (
      <main className="centred" aria-busy="true" aria-label={t("app.loading")}>
        <Spin />
      </main>
    )
  }
  return (
    <DraftContext value={draft}>
      <main className={may ? "set" : "set set-fixed"}>
        <h1 className="unseen">{t("page.settings")}</h1>
        <Parts part={part} choose={choose} />
        <div className="set-body" tabIndex={0} role="region" aria-label={t(`set.part_${part}`)}>
          {!may && <Alert type="info" showIcon icon={<LockOutlined />} title={t("set.read_only")} />}
          <section className="panel set-panel">
            <h2>{t(`set.part_${part}`)}</h2>
            <p className="setting-hint">{t(`set.part_${part}_hint`)}</p>
            <ConfigProvider componentDisabled={!may && part !== "audit"}>{shownPart(part, !may)}</ConfigProvider>
          </section>
        </div>
        {may && <SaveBar draft={draft} choose={choose} />}
      </main>
    </DraftContext>
  )
}
