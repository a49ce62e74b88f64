import { useState } from "react"
import { useShortcuts } from "../../keys"
import { later, useOpened } from "../../parts/later"

const SearchBox = later(() => import("./search-box"))

/** Opens the search among the lines of the standard. */
export function Search() {
  const [open, setOpen] = useState(false)
  useShortcuts({ search: () => setOpen(true) })
  return useOpened(open) && <SearchBox open={open} onClose={() => setOpen(false)} />
}
