import { useT } from "../i18n"

/** A customer's mark, 1 to 5. */
export function Stars({ stars }: { stars: number }) {
  const t = useT()
  return (
    <svg className="stars" width={80} height={16} viewBox="0 0 80 16" role="img" aria-label={t("stars.of", { stars })}>
      {[0, 1, 2, 3, 4].map((place) => (
        <path
          key={place}
          className={place < stars ? "star-on" : "star-off"}
          transform={`translate(${place * 16})`}
          d="m8 1.600 1.950 4 4.400.6-3.200 3.050.8 4.350L8 11.500l-3.950 2.100.8-4.350-3.200-3.050 4.400-.6z"
        />
      ))}
    </svg>
  )
}
