package io.spillway.core.text;

import io.spillway.EntryReading.Match;

/**
 * Word or phrase to look for.
 *
 * @param key the letters and digits of its words, with single spaces
 * @param match the part of a word in a text that it must cover
 */
record Pattern(String key, Match match) {

  /** Returns the number of letters, where a syllable counts as three. */
  int weight() {
    int weight = 0;
    for (int i = 0; i < key.length(); i++) {
      char letter = key.charAt(i);
      weight += letter == ' ' ? 0 : Script.isSyllable(letter) ? 3 : 1;
    }
    return weight;
  }

  /** Returns the number of letters and digits. */
  int letters() {
    int letters = 0;
    for (int i = 0; i < key.length(); i++) {
      letters += key.charAt(i) == ' ' ? 0 : 1;
    }
    return letters;
  }

  int words() {
    int words = 1;
    for (int i = 0; i < key.length(); i++) {
      words += key.charAt(i) == ' ' ? 1 : 0;
    }
    return words;
  }
}
