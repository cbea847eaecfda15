import { useSingleKeys } from '#platform/use-single-keys.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LATER_ICONS } from '#ui/later-icons.ts'
import { texts } from '#ui/texts/en.ts'
import { shortcutTexts as words } from '#ui/texts/shortcuts.ts'
import styles from './keyboard-help.module.css'
import { scopes, shownKeys } from './shortcut-list.ts'

/** Every key and what it does, from the tables that what listens asks too. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { areOn, isKnown, choose } = useSingleKeys()
  return (
    <Dialog label={words.title} onClose={onClose} className={styles.dialog}>
      <div className={styles.head}>
        <h2 className={styles.title}>{words.title}</h2>
        <Button look="quiet" icon={LATER_ICONS.close} iconOnly label={texts.common.close} onClick={onClose} />
      </div>
      <p className={styles.note}>{words.note}</p>
      <label className={styles.choice}>
        <input
          type="checkbox"
          aria-describedby="single-keys-note"
          checked={areOn}
          // A press would be lost until then.
          disabled={!isKnown}
          onChange={({ target }) => choose(target.checked)}
        />
        {words.single}
      </label>
      <p id="single-keys-note" className={styles.note}>
        {words.singleNote}
      </p>
      <div className={styles.scopes}>
        {scopes().map(({ title, keys, actions }) => (
          <section key={title} className={styles.scope}>
            <h3 className={styles.name}>{title}</h3>
            <dl className={styles.list}>
              {Object.entries(keys).map(([action, chords]) => (
                <div key={action} className={styles.row}>
                  <dt>{actions[action]}</dt>
                  <dd className={styles.keys}>
                    <KeyNames chords={chords} areSinglesOn={areOn} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function KeyNames({ chords, areSinglesOn }: { chords: readonly string[]; areSinglesOn: boolean }) {
  const { held, keys } = shownKeys(chords, areSinglesOn)
  if (keys.length === 0) return <span className={styles.off}>{words.off}</span>
  return [...held, ...keys].map((key) => <KeyName key={key} name={key} />)
}

function KeyName({ name }: { name: string }) {
  const { shown, said } = words.keys[name === 'Mod' && isMac() ? 'ModOnMac' : name] ?? { shown: name }
  return (
    <kbd className={styles.key}>
      <span aria-hidden={said !== undefined}>{shown}</span>
      {said !== undefined && <span className="sr-only">{said}</span>}
    </kbd>
  )
}

/** Old as it is, this is what Safari and Firefox tell. */
function isMac(): boolean {
  return /^(Mac|iP)/.test(navigator.platform)
}
