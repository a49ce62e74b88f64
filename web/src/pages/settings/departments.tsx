import { DeleteOutlined, PlusOutlined } from "@ant-design/icons"
import { Button, Checkbox, Input, Select } from "antd"
import { useState } from "react"
import type { Department } from "../../api"
import { LOCALES, pick, useLocale, useT } from "../../i18n"
import { Nothing } from "../../parts/panel"
import { useSettings } from "./draft"
import { Field, Texts } from "./field"
import { WeekHours } from "./hours"

const NAME = /^[a-z][a-z0-9_-]{0,29}$/

interface OneProps {
  readonly id: string
  readonly one: Department
  readonly disabled: boolean
  readonly put: (part: Partial<Department>) => void
  readonly remove: () => void
}

function One({ id, one, disabled, put, remove }: OneProps) {
  const t = useT()
  const locale = useLocale()
  const { now } = useSettings()
  const people = now.people.filter((person) => person.account && person.number).map((person) => ({ value: person.number, label: `${person.name} ${person.number}` }))
  const name = pick(one.title, locale) || id
  const hours = one.calendar != null
  return (
    <div className="department" role="group" aria-label={name}>
      <header className="department-head">
        <strong>{name}</strong> <code className="quiet">{id}</code>
        <Button type="text" icon={<DeleteOutlined />} aria-label={t("set.department_remove", { name })} title={t("set.department_remove", { name })} onClick={remove} />
      </header>
      <Texts label={t("set.department_title")} value={one.title ?? {}} onChange={(title) => put({ title })} />
      <Field label={t("set.department_takes")} name={`departments.${id}.takes`}>
        {(field, fault) => (
          <Select
            id={field}
            mode="multiple"
            status={fault ? "error" : undefined}
            showSearch={{ optionFilterProp: "label" }}
            value={[...(one.takes ?? [])]}
            options={now.works.map((work) => ({ value: work.id, label: pick(work.title, locale) || work.id }))}
            onChange={(takes: string[]) => put({ takes })}
          />
        )}
      </Field>
      <Field label={t("set.department_members")} hint={t("set.department_members_hint")}>
        {(field) => <Select id={field} mode="multiple" showSearch={{ optionFilterProp: "label" }} value={[...(one.members ?? [])]} options={people} onChange={(members: string[]) => put({ members })} />}
      </Field>
      <Field label={t("set.department_leader")} hint={t("set.department_leader_hint")}>
        {(field) => <Select id={field} allowClear showSearch={{ optionFilterProp: "label" }} value={one.leader || undefined} options={people} onChange={(leader?: string) => put({ leader: leader ?? "" })} />}
      </Field>
      <Checkbox checked={hours} onChange={(event) => put({ calendar: event.target.checked ? now.calendar : null })}>
        {t("set.department_hours")}
      </Checkbox>
      {one.calendar && <WeekHours disabled={disabled} calendar={one.calendar} onChange={(calendar) => put({ calendar })} of={`departments.${id}`} />}
    </div>
  )
}

/** Who deals with what after conversations. */
export function Departments({ disabled }: { disabled: boolean }) {
  const t = useT()
  const { now, change } = useSettings()
  const [id, setId] = useState("")
  const all = Object.entries(now.departments)
  const may = NAME.test(id) && !(id in now.departments)
  const put = (name: string, part: Partial<Department>): void =>
    change({ departments: { ...now.departments, [name]: { ...now.departments[name], ...part } } })
  const add = (): void => {
    if (!may) return
    put(id, { title: Object.fromEntries(LOCALES.map((one) => [one, id])) })
    setId("")
  }
  return (
    <div className="departments">
      {all.length === 0 && <Nothing>{t("set.departments_none")}</Nothing>}
      {all.map(([name, one]) => (
        <One
          key={name}
          id={name}
          one={one}
          disabled={disabled}
          put={(part) => put(name, part)}
          remove={() => change({ departments: Object.fromEntries(all.filter(([other]) => other !== name)) })}
        />
      ))}
      <div className="queue-add">
        <Input value={id} maxLength={30} aria-label={t("set.department_id")} placeholder={t("set.department_id")} onChange={(event) => setId(event.target.value.toLowerCase())} onPressEnter={add} />
        <Button icon={<PlusOutlined />} disabled={!may} onClick={add}>
          {t("set.department_add")}
        </Button>
      </div>
    </div>
  )
}
