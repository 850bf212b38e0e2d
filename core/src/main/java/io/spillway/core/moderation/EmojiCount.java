package io.spillway.core.moderation;

/**
 * Counts the emoji of a text, code point by code point. A flag, a keycap, an emoji with a skin tone
 * or a variation selector, and emoji joined to a family are one each.
 */
final class EmojiCount {

  private static final int JOINER = 0x200D;
  private static final int EMOJI_SELECTOR = 0xFE0F;
  private static final int KEYCAP = 0x20E3;

  private int count;
  private boolean isAfterEmoji;
  private boolean isAfterJoiner;
  private boolean isHalfFlag;
  private boolean isAfterSymbol;

  int count() {
    return count;
  }

  /** Reads a code point of ASCII, which is no emoji. */
  void readAscii() {
    isAfterEmoji = false;
    isAfterJoiner = false;
    isHalfFlag = false;
    isAfterSymbol = false;
  }

  /** Reads an invisible code point. */
  void readInvisible(int codePoint) {
    if (codePoint == JOINER) {
      isAfterJoiner = isAfterEmoji;
    } else if (codePoint == EMOJI_SELECTOR && isAfterSymbol && !isAfterEmoji) {
      count++;
      isAfterEmoji = true;
    }
  }

  /** Reads any other code point. */
  void read(int codePoint) {
    boolean isJoined = isAfterJoiner;
    isAfterJoiner = false;
    isAfterSymbol = false;
    if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
      readHalfFlag();
      return;
    }
    isHalfFlag = false;
    if (isJoined || (isAfterEmoji && isSkinTone(codePoint))) {
      return;
    }
    isAfterEmoji = isEmoji(codePoint);
    count += isAfterEmoji ? 1 : 0;
    isAfterSymbol = !Character.isLetterOrDigit(codePoint);
  }

  private void readHalfFlag() {
    count += isHalfFlag ? 0 : 1;
    isHalfFlag = !isHalfFlag;
    isAfterEmoji = true;
  }

  private static boolean isSkinTone(int codePoint) {
    return codePoint >= 0x1F3FB && codePoint <= 0x1F3FF;
  }

  /** Returns whether a code point is shown as an emoji, or as a pictograph of the same blocks. */
  private static boolean isEmoji(int c) {
    if (c >= 0x1F000) {
      return c <= 0x1FAFF
          && !(c >= 0x1F100 && c <= 0x1F16F)
          && !(c >= 0x1F650 && c <= 0x1F67F)
          && !(c >= 0x1F700 && c <= 0x1F7DF)
          && !(c >= 0x1F800 && c <= 0x1F8FF);
    }
    if (c >= 0x2600 && c <= 0x27BF) {
      return !(c >= 0x2768 && c <= 0x2793);
    }
    return switch (c) {
      case KEYCAP, 0x231A, 0x231B, 0x25FD, 0x25FE, 0x2B1B, 0x2B1C, 0x2B50, 0x2B55 -> true;
      default -> c >= 0x23E9 && c <= 0x23FA;
    };
  }
}
