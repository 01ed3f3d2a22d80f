/** Checking the answers of `init` as the settings that they become. */

import { ConfigError, readSetting, type SettingName } from '../../site/settings.ts';
import { CliError, exitCodes } from '../exit.ts';
import type { Answers } from './answers.ts';
import { isLanguageName } from './language-name.ts';

/** The setting of each answer. */
const settingOf = {
  title: 'SITE_TITLE',
  address: 'SITE_URL',
  language: 'SITE_LANGUAGE',
  timezone: 'TIMEZONE',
} as const satisfies Record<keyof Answers, SettingName>;

type Read = { status: 'valid'; value: string } | { status: 'invalid'; why: string };

/** @returns the value of the setting, or a sentence with what to write instead */
export function readAnswer(name: keyof Answers, text: string): Read {
  const written = text.replace(/\s+/g, ' ').trim();
  if (written === '') return { status: 'invalid', why: `the ${name} is empty` };
  const value = name === 'address' ? withScheme(written) : written;
  if (name === 'language' && isLanguageName(value))
    return { status: 'invalid', why: `"${value}" is none; set it to a language tag like zh-CN or en` };
  try {
    return { status: 'valid', value: readSetting({ [settingOf[name]]: value }, settingOf[name]) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const remedy = error.message.slice(error.message.indexOf('"; ') + 3);
    return { status: 'invalid', why: `"${value}" is none; ${remedy}` };
  }
}

/** @throws CliError that names the option */
export function readOption(name: keyof Answers, text: string): string {
  const read = readAnswer(name, text);
  if (read.status === 'valid') return read.value;
  throw new CliError(exitCodes.usage, `--${name}: ${read.why}.`);
}

/** `feeds.example.com` is an address, too. */
const withScheme = (text: string): string =>
  /^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/|$)/.test(text) ? `https://${text}` : text;
