package io.spillway.core.text;

import io.spillway.ports.policy.LinkStrictness;

/**
 * Tells the names of hosts from other words with a dot: missing spaces after a full stop, files,
 * products, versions and abbreviations. {@link LinkWords} has the words that it goes by.
 */
final class BareNames {

  private static final int LONGEST_LINE_NUMBER = 4;

  private final LinkText text;
  private final DottedName name;

  BareNames(LinkText text, DottedName name) {
    this.text = text;
    this.name = name;
  }

  /** Returns whether a name without scheme, port and path is a link. */
  boolean isLink(int labels, LinkStrictness strictness) {
    return switch (strictness) {
      case LENIENT -> false;
      case STANDARD -> isSpelledAsLink(labels) && isStandardLink(labels);
      case STRICT -> isSpelledAsLink(labels);
    };
  }

  /**
   * Returns whether a name with a port or a path is a link.
   *
   * @param end the end of the path
   */
  boolean hasPathOrPort(int labels, boolean hasPort, int end) {
    int nameEnd = name.end();
    String last = name.label(labels - 1);
    if (hasPort) {
      return !(labels == 2 && LinkWords.isFile(last) && isLineNumber(nameEnd));
    }
    boolean hasPath = text.at(nameEnd) == '/' && end > nameEnd + 1;
    boolean hasOther = "\\?#".indexOf(text.at(nameEnd)) >= 0 && end > nameEnd + 2;
    return (hasPath && !areAlternatives(labels, nameEnd + 1))
        || (hasOther && text.isLabel(nameEnd + 1) && LinkWords.isPlain(last));
  }

  /** Returns whether a number after a colon is short, and nothing follows it: main.rs:42. */
  private boolean isLineNumber(int colon) {
    int end = colon + 1;
    while (LinkText.isDigit(text.at(end))) {
      end++;
    }
    return end - colon <= LONGEST_LINE_NUMBER && text.at(end) != '/';
  }

  /**
   * Returns whether a slash is between words, files or initials: main.rs/lib.rs, gg/wp, D.Va/Ana.
   */
  private boolean areAlternatives(int labels, int afterSlash) {
    String last = name.label(labels - 1);
    if (LinkWords.isPlain(last)) {
      return false;
    }
    int end = afterSlash;
    while (text.isLabel(end)) {
      end++;
    }
    String other = text.part(afterSlash, end);
    boolean isWord = isOrdinary(labels) && (LinkWords.isOrdinary(other) || isTopLevelDomain(other));
    boolean isFile = LinkWords.isFile(last) && text.at(end) == '.';
    return isWord || isFile || (name.label(0).length() == 1 && isCapitalised(labels - 1));
  }

  private static boolean isTopLevelDomain(String word) {
    return TopLevelDomains.exists(word, word);
  }

  /** Returns whether the dot before a top-level domain is one, and not a word or a full stop. */
  private boolean isSpelledAsLink(int labels) {
    String last = name.label(labels - 1);
    String before = name.label(labels - 2);
    return switch (name.dot(labels - 1)) {
      case PLAIN, BRACKETED -> true;
      case SPACED, ENDING -> LinkWords.isPlain(last) && isHostLike(before);
      case WORD ->
          isHostLike(before)
              && (LinkWords.isPlain(last)
                  || (isEnglishDot(labels) && LinkWords.SPELLED.contains(last)));
    };
  }

  private boolean isEnglishDot(int labels) {
    return text.at(name.end(labels - 2) + 1) == 'd';
  }

  private static boolean isHostLike(String label) {
    return label.length() > 1 && !LinkWords.isOrdinary(label) && !isNumber(label);
  }

  private boolean isStandardLink(int labels) {
    if (name.dot(labels - 1) == DottedName.Dot.BRACKETED && !isOrdinary(labels)) {
      return true;
    }
    String host = name.foldedHost(labels);
    String last = name.label(labels - 1);
    if (LinkWords.PRODUCT.contains(host)
        || LinkWords.SHORT.contains(host)
        || isWrittenAsProduct(labels)
        || isAbbreviationOrVersion(labels)) {
      return false;
    }
    return LinkWords.isPlain(last)
        ? !(TopLevelDomains.isCountryCode(last) && isNewSentence(labels))
        : isNoSentence(labels, last);
  }

  /** Returns whether a name with a word as its top-level domain is unlikely to be a sentence. */
  private boolean isNoSentence(int labels, String last) {
    String before = text.wordBefore(name.start());
    if (isOrdinary(labels)) {
      return LinkWords.STRONG.contains(before) && labels == name.size();
    }
    if (isNewSentence(labels) || LinkWords.SUBJECT.contains(before)) {
      return false;
    }
    String after = text.wordAfter(name.end(labels - 1));
    boolean hasWordsAround = !before.isEmpty() && !after.isEmpty();
    boolean hasWordBeside = !before.isEmpty() || !after.isEmpty();
    if (LinkWords.CODE.contains(last)) {
      return !hasWordBeside || LinkWords.STRONG.contains(before);
    }
    if (labels > 2 || name.label(0).indexOf('-') > 0) {
      return true;
    }
    boolean isRare = !TopLevelDomains.isCountryCode(last) && !LinkWords.COMMON.contains(last);
    return LinkWords.POINT.contains(before)
        || !((hasWordsAround && LinkWords.SHOUT.contains(last))
            || (hasWordBeside && isRare)
            || (!before.isEmpty() && LinkWords.BRAND.contains(last) && isCapitalised(0)));
  }

  private boolean isOrdinary(int labels) {
    for (int i = 0; i < labels - 1; i++) {
      if (name.label(i).length() > 1 && !LinkWords.isOrdinary(name.label(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a capital follows the dot, and none begins the name: "morals.People". */
  private boolean isNewSentence(int labels) {
    int last = name.start(labels - 1);
    boolean isTitle = text.isCapital(last) && !text.isCapital(last + 1);
    return isTitle && !text.isCapital(name.start(labels - 2));
  }

  /** Returns whether a name ends in .NET, in a text that has small letters. */
  private boolean isWrittenAsProduct(int labels) {
    int last = labels - 1;
    return labels == 2
        && name.label(last).equals("net")
        && text.isWrittenInCapitals(name.start(last), name.end(last))
        && text.isCapital(name.start(0))
        && text.hasSmallLetters();
  }

  private boolean isCapitalised(int label) {
    int start = name.start(label);
    return text.isCapital(start) && !text.isCapital(start + 1);
  }

  /** Returns whether a name is an initial or a number before a short ending: D.Va, 8.pm, v1.dev. */
  private boolean isAbbreviationOrVersion(int labels) {
    String last = name.label(labels - 1);
    boolean isShort = TopLevelDomains.isCountryCode(last);
    boolean areInitials = true;
    boolean areNumbers = true;
    for (int i = 0; i < labels - 1; i++) {
      String label = name.label(i);
      areInitials &= label.length() == 1;
      areNumbers &= isNumber(label);
    }
    return (areInitials && isShort) || (areNumbers && (isShort || !LinkWords.isPlain(last)));
  }

  /** Returns whether a label is a number, also with a v before it. */
  private static boolean isNumber(String label) {
    int start = label.length() > 1 && label.charAt(0) == 'v' ? 1 : 0;
    for (int i = start; i < label.length(); i++) {
      if (!LinkText.isDigit(label.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
