import { ExitCode } from '../../shared/user-error.js';
import { checkAccount } from '../../workshop/doctor/check-account.js';
import { checkEngine } from '../../workshop/doctor/check-engine.js';
import { checkMachine } from '../../workshop/doctor/check-machine.js';
import type { Finding } from '../../workshop/doctor/finding.js';
import { localPortsFrom } from '../../workshop/local-ports.js';
import { lookAround } from '../compose.js';
import { remind } from '../expiry.js';
import { maskAccount } from '../mask-account.js';
import { createTerminal } from '../io/terminal.js';
import type { ExistingOptions } from '../open-existing.js';
import { doctorJson, doctorLines } from '../render/doctor-report.js';

export interface DoctorOptions extends ExistingOptions {
  readonly format?: 'text' | 'json';
}

/** `boyacky-lab doctor`: everything that the course needs, before it needs it. Works without a workspace; changes nothing. */
export async function doctor(options: DoctorOptions, _args: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  const { settings, machine, engine, aws, ownPorts, known, expiresAt, now } = await lookAround(options, signal);
  const terminal = createTerminal({ language: settings.language, plain: options.plain, ask: false });
  remind(terminal, expiresAt, now);
  const findings: Finding[] = [
    ...(await checkMachine(machine, localPortsFrom(settings.appPort), ownPorts)),
    ...(await checkEngine(engine)),
    ...(aws === undefined ? [] : await checkAccount({ aws, region: settings.region, owner: settings.owner, profile: settings.profile, now, known, maskAccount })),
  ];
  const report = { target: settings.target, region: settings.region, checkedAt: new Date(now).toISOString(), findings };
  if (options.format === 'json') terminal.out(doctorJson(report, settings.language));
  else for (const line of doctorLines(report, terminal)) terminal.show(line);
  return findings.some(({ result }) => result === 'fail') ? ExitCode.environment : ExitCode.done;
}
