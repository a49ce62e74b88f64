/** The mark of the product. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="var(--accent-solid)" />
      <path
        d="M7 9.5A2.5 2.5 0 0 1 9.5 7h13A2.5 2.5 0 0 1 25 9.5v8a2.5 2.5 0 0 1-2.5 2.5H15l-5 5v-5h-.5A2.5 2.5 0 0 1 7 17.5z"
        fill="#fff"
      />
      <path
        d="m11.5 13.5 3.200 3.200 6-6"
        fill="none"
        stroke="var(--accent-solid)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
