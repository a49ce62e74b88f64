import { UserAddOutlined } from "@ant-design/icons"
import { useQuery } from "@tanstack/react-query"
import { Alert, Button, Input, Spin } from "antd"
import { useState } from "react"
import { known, useLocale, useT } from "../../i18n"
import { Dialog } from "../../parts/dialog"
import { Once } from "../../parts/once"
import { Nothing } from "../../parts/panel"
import { dayTime } from "../../parts/time"
import { getPeople, linkOf, type OneTime, type PersonRow } from "../../people"
import { hasRole, useMe } from "../../session"
import { useSettings } from "./draft"
import { PersonDrawer } from "./person"
import "./people.css"

/** What an administrator must know of an account at a glance. */
function States({ one }: { one: PersonRow }) {
  const t = useT()
  const locale = useLocale()
  return (
    <span className="states">
      {!one.enabled && <span className="tag tag-red">{t("people.disabled")}</span>}
      {one.locked != null && (
        <span className="tag tag-amber">{t("people.locked", { until: dayTime(one.locked, locale) })}</span>
      )}
      {one.once != null && one.enabled && (
        <span className="tag tag-note">{t("people.once", { until: dayTime(one.once, locale) })}</span>
      )}
      {one.provider && <span className="tag">{t("people.provider")}</span>}
      {one.sessions > 0 && (
        <span className="quiet">
          {t("people.used", { at: one.used == null ? "–" : dayTime(one.used, locale), count: one.sessions })}
        </span>
      )}
    </span>
  )
}

function Rows({ people, onOpen }: { people: readonly PersonRow[]; onOpen: (one: PersonRow) => void }) {
  const t = useT()
  if (people.length === 0) return <Nothing>{t("people.none")}</Nothing>
  return (
    <table className="sheet-table people-table">
      <thead>
        <tr>
          <th scope="col">{t("people.name")}</th>
          <th scope="col">{t("people.number")}</th>
          <th scope="col">{t("people.account")}</th>
          <th scope="col">{t("people.roles")}</th>
          <th scope="col">{t("people.state")}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((one) => (
          <tr key={one.account} className={one.enabled ? undefined : "people-off"}>
            <th scope="row">
              <button type="button" className="people-open" onClick={() => onOpen(one)}>
                {one.name}
              </button>
            </th>
            <td className="num">{one.number}</td>
            <td className="people-account">{one.account}</td>
            <td>
              <span className="states">
                {one.roles.map((role) => (
                  <span key={role} className="tag">
                    {known(`role.${role}`, role)}
                  </span>
                ))}
              </span>
            </td>
            <td>
              <States one={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The one-time password of somebody, to be handed over. */
function Given({ once, onClose }: { once: OneTime | null; onClose: () => void }) {
  const t = useT()
  const locale = useLocale()
  return (
    <Dialog
      open={once !== null}
      title={t("people.given", { account: once?.account ?? "" })}
      onCancel={onClose}
      maskClosable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("access.noted")}
        </Button>
      }
    >
      {once && (
        <div className="once">
          <p>{t("people.given_hint", { until: dayTime(once.until, locale) })}</p>
          <Once label={t("people.given_password")} value={once.password} />
          <Once label={t("people.given_link")} value={linkOf(once)} />
        </div>
      )}
    </Dialog>
  )
}

/** Whether somebody is found by what was typed. */
const fits = (one: PersonRow, words: string): boolean =>
  [one.name, one.number, one.account].some((text) => text.toLowerCase().includes(words.trim().toLowerCase()))

/** The accounts of one's centres, to be made and changed. */
function Everybody() {
  const t = useT()
  const query = useQuery({ queryKey: ["people"], queryFn: getPeople, staleTime: 0 })
  const [words, setWords] = useState("")
  const [open, setOpen] = useState<PersonRow | "new" | null>(null)
  const [once, setOnce] = useState<OneTime | null>(null)
  if (query.error) return <Alert type="error" showIcon title={query.error.message} />
  if (!query.data) return <Spin />
  const now = open !== null && open !== "new" ? (query.data.find((one) => one.account === open.account) ?? open) : open
  return (
    <>
      <div className="people-tools">
        <Input.Search
          allowClear
          value={words}
          placeholder={t("people.search")}
          aria-label={t("people.search")}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="primary" icon={<UserAddOutlined />} onClick={() => setOpen("new")}>
          {t("people.add")}
        </Button>
      </div>
      <Rows people={query.data.filter((one) => fits(one, words))} onOpen={setOpen} />
      <PersonDrawer person={now} onClose={() => setOpen(null)} onGiven={setOnce} />
      <Given once={once} onClose={() => setOnce(null)} />
    </>
  )
}

/** Who has an account in this centre, for those who may only look. */
function Names() {
  const t = useT()
  const { now } = useSettings()
  const people = now.people.toSorted((a, b) => a.account.localeCompare(b.account))
  return (
    <table className="sheet-table">
      <thead>
        <tr>
          <th scope="col">{t("people.name")}</th>
          <th scope="col">{t("people.number")}</th>
          <th scope="col">{t("people.roles")}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((one) => (
          <tr key={one.account}>
            <th scope="row">{one.name}</th>
            <td className="num">{one.number}</td>
            <td>{one.roles.map((role) => known(`role.${role}`, role)).join(" · ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** People: administrators make and change accounts, others see who is there. */
export function PeopleList() {
  return hasRole(useMe(), "admin") ? <Everybody /> : <Names />
}
