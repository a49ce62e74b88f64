import { known, useT } from "../../i18n"
import { useSettings } from "./draft"

/** Who has an account in this centre. */
export function PeopleList() {
  const t = useT()
  const { now } = useSettings()
  const people = now.people.toSorted((a, b) => a.account.localeCompare(b.account))
  return (
    <>
      <table className="sheet-table">
        <thead>
          <tr>
            <th scope="col">{t("set.person")}</th>
            <th scope="col">{t("set.person_number")}</th>
            <th scope="col">{t("set.account")}</th>
            <th scope="col">{t("set.roles")}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.account}>
              <th scope="row">{one.name}</th>
              <td className="num">{one.number}</td>
              <td>{one.account}</td>
              <td>
                <span className="states">
                  {one.roles.map((role) => (
                    <span key={role} className="tag">
                      {known(`role.${role}`, role)}
                    </span>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="setting-hint">
        {t("set.people_hint")} <code>saywell account</code>
      </p>
    </>
  )
}
