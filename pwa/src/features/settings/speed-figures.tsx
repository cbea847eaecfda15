import { PICTURE_SOURCES, type PictureArrival } from '#offline/picture-arrival.ts'
import { useServices } from '#platform/services-context.tsx'
import { useObservable } from '#platform/use-observable.ts'
import { speedTexts } from '#ui/texts/speed.ts'
import styles from './speed.module.css'

const VITALS = ['LCP', 'INP', 'CLS'] as const

/** How fast this visit is, and where its pictures came from, as the browser tells it. */
export function SpeedFigures() {
  const { vitals, pictures, totals } = useObservable(useServices().speed)
  return (
    <>
      <h3 className={styles.title}>{speedTexts.visit}</h3>
      <dl className={styles.figures}>
        {VITALS.map((name) => {
          const vital = vitals.find((each) => each.name === name)
          return (
            <div key={name}>
              <dt>
                {speedTexts.vitals[name]} <abbr>{name}</abbr>
              </dt>
              <dd>{vital === undefined ? speedTexts.notYet : speedTexts.value(vital)}</dd>
            </div>
          )
        })}
      </dl>
      <h3 className={styles.title}>{speedTexts.where}</h3>
      {pictures.length === 0 ? (
        <p className={styles.quiet}>{speedTexts.none}</p>
      ) : (
        <>
          <dl className={styles.figures}>
            {PICTURE_SOURCES.map((source) => {
              const { pictures: amount, bytes } = totals[source] ?? { pictures: 0, bytes: 0 }
              return (
                <div key={source}>
                  <dt>{speedTexts.sources[source]}</dt>
                  <dd>{speedTexts.total(amount, bytes)}</dd>
                </div>
              )
            })}
          </dl>
          <Latest pictures={pictures} />
        </>
      )}
    </>
  )
}

function Latest({ pictures }: { pictures: readonly PictureArrival[] }) {
  const { columns } = speedTexts
  return (
    <details className={styles.latest}>
      <summary>{speedTexts.latest(pictures.length)}</summary>
      <table>
        <thead>
          <tr>
            {[columns.width, columns.source, columns.bytes, columns.ms].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pictures.map(({ width, source, bytes, ms }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity, they are lines of a report
            <tr key={index}>
              <td>{speedTexts.width(width)}</td>
              <td>{speedTexts.sources[source]}</td>
              <td>{speedTexts.bytes(bytes)}</td>
              <td>{speedTexts.ms(ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
