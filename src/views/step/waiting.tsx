import styles from './step.module.css'

export const Waiting = () => <p className={styles['waiting']}>The engine is computing this.</p>
