import { EditOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useState } from "react"
import { LOCALE_NAMES, nearest, useLocale, useT } from "../../i18n"
import { Panel } from "../../parts/panel"
import { useAsk } from "../../parts/use-ask"
import type { Person } from "../../wire"
import { CallButton } from "./call-out"
import { nameOf } from "./queue"
import { useField, useTalkId } from "./selection"

const FIELDS = ["surname", "title", "phone", "account"] as const
type Values = Record<(typeof FIELDS)[number], string>

/** Who it is, as the agent learns it. */
function Edit({ person, onDone }: { person: Person; onDone: () => void }) {
  const t = useT()
  const talk = useTalkId()
  const { ask } = useAsk()
  const [values, setValues] = useState<Values>(() => {
    const { surname, title, phone, account } = person
    return { surname, title, phone, account }
  })
  const save = async (): Promise<void> => {
    if (await ask({ do: "identify", talk, ...values })) onDone()
  }
  return (
    <form
      className="edit"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => event.key === "Escape" && onDone()}
    >
      {FIELDS.map((field, place) => (
        <label key={field}>
          <span>{t(`person.${field}`)}</span>
          <input
            className="field"
            value={values[field]}
            autoFocus={place === 0}
            list={field === "title" ? "titles" : undefined}
            onChange={(event) => setValues({ ...values, [field]: event.target.value })}
          />
        </label>
      ))}
      <datalist id="titles">
        {["先生", "女士", "小姐", "太太"].map((title) => (
          <option key={title} value={title} />
        ))}
      </datalist>
      <div className="edit-acts">
        <Button size="small" type="primary" htmlType="submit">
          {t("person.save")}
        </Button>
        <Button size="small" onClick={onDone}>
          {t("person.cancel")}
        </Button>
      </div>
    </form>
  )
}

function Row({ label, children }: { label: string; children: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** What is known of the customer. */
export function Customer() {
  const t = useT()
  const locale = useLocale()
  const person = useField("customer")
  const lang = useField("lang")
  const [editing, setEditing] = useState(false)
  const talk = useTalkId()
  const over = useField("phase") === "wrap_up"
  if (!person) return null
  const spoken = lang ?? person.lang
  const name = nameOf(person, "")
  return (
    <Panel
      title={t("person.heading")}
      extra={
        !editing && (
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            title={t("person.edit")}
            aria-label={t("person.edit")}
            onClick={() => setEditing(true)}
          />
        )
      }
    >
      {editing ? (
        <Edit person={person} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p className="person-name">
            {name || t("queue.nobody")}
            {person.name && person.name !== name && <span className="quiet"> {person.name}</span>}
          </p>
          <dl className="facts">
            {person.phone && <Row label={t("person.phone")}>{person.phone}</Row>}
            {person.phones.length > 0 && <Row label={t("person.phones")}>{person.phones.join(" · ")}</Row>}
            {person.email && <Row label={t("person.email")}>{person.email}</Row>}
            {person.account && <Row label={t("person.account")}>{person.account}</Row>}
            {spoken && <Row label={t("person.lang")}>{languageName(spoken, locale)}</Row>}
            {Object.entries(person.fields).map(([name, value]) => (
              <Row key={name} label={name}>
                {value}
              </Row>
            ))}
          </dl>
          {(person.tags.length > 0 || person.never) && (
            <p className="person-tags">
              {person.never && <span className="tag tag-red">{t("person.never")}</span>}
              {person.tags.map((one) => (
                <span key={one} className="tag tag-grey">
                  {one}
                </span>
              ))}
            </p>
          )}
          {over && person.phone && (
            <p className="person-call">
              <CallButton
                wanted={{ number: person.phone, name, surname: person.surname, title: person.title, talk }}
                label={t("call.again")}
              />
            </p>
          )}
          {person.notes && <p className="person-notes">{person.notes}</p>}
          {!name && !person.phone && <p className="quiet small">{t("person.unknown")}</p>}
        </>
      )}
    </Panel>
  )
}

function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag
  } catch {
    return LOCALE_NAMES[nearest(tag)].long
  }
}
