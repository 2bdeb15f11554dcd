import { addDays, civilDateOf, type CivilDate } from '@jalons/kernel';

/**
 * Easter Sunday of a year in the Gregorian calendar: the computus of Meeus, Jones and Butcher ("Astronomical
 * Algorithms", ch. 8), exact for every year from 1583 on.
 */
export function easterSunday(year: number): CivilDate {
  const golden = year % 19;
  const [century, ofCentury] = [Math.floor(year / 100), year % 100];
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  return addDays(civilDateOf(`${String(year).padStart(4, '0')}-03-22`), epact + weekday - 7 * late);
}
