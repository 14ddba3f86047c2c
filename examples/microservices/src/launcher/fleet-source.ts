import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { ReplaySubject, Subject } from 'rxjs';
import { LiveSource, type TokenUser, type TokenView } from '../../../gateway/src/page/live-source.js';
import type { Fleet } from './fleet.js';
import { Gateways } from './gateways.js';
import type { ManagedProcess } from './managed-process.js';

/** What the page shows of a fleet. */
interface FleetView extends TokenView {
  readonly fleet: true;
  /** Tokens that have been fetched. */
  readonly fetched: number;
  readonly lock: Fleet['lock'];
  readonly processes: readonly (Partial<TokenUser> & Pick<ManagedProcess, 'name' | 'pid' | 'running'>)[];
}

/** The token as all processes have it, and which of them fetches the next. */
export class FleetSource extends LiveSource {
  /** With those from before the page was open. */
  readonly events$ = new ReplaySubject<object>(50);
  readonly changes$ = new Subject<void>();
  readonly gateways: Gateways;

  constructor(
    readonly emulator: NovaPostEmulator,
    private readonly fleet: Fleet,
  ) {
    super();
    this.gateways = new Gateways(fleet);
    fleet.on('change', () => {
      this.changes$.next();
    });
    fleet.on('event', ({ name }, event) => {
      this.events$.next({ at: new Date(), ...event, process: name });
    });
    fleet.on('ended', ({ name }) => {
      this.events$.next({ at: new Date(), type: 'ended', process: name });
    });
  }

  view(): FleetView {
    const { processes, tokens, lock } = this.fleet;
    return {
      fleet: true,
      requests: this.emulator.tokenRequests.length,
      fetched: tokens.length,
      lock,
      processes: processes.map(({ name, pid, running, user }) => ({ ...user, name, pid, running })),
    };
  }

  async call(): Promise<void> {
    const response = await this.gateways.fetch('/traffic', { method: 'GET' });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`A gateway answered ${response.status}.`);
  }

  refresh(): Promise<void> {
    this.fleet.running[0]?.send({ kind: 'refresh' });
    return Promise.resolve();
  }
}
