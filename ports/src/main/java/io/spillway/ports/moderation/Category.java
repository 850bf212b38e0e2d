package io.spillway.ports.moderation;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Category of harmful or unwanted content. */
public enum Category {
  /** Insults, bullies or demeans a person, or calls on others to do so. */
  HARASSMENT("harassment"),
  /** Harassment with a threat of harm. */
  HARASSMENT_THREATENING("harassment/threatening"),
  /**
   * Demeans people for what they are: origin, colour, religion, gender, orientation, disability.
   */
  HATE("hate"),
  /** Hate with a threat of harm. */
  HATE_THREATENING("hate/threatening"),
  /** Meant to arouse, or offers sexual services. */
  SEXUAL("sexual"),
  /** Sexual content that involves a person under 18. */
  SEXUAL_MINORS("sexual/minors"),
  /** Wishes for, praises or describes harm to people or animals. */
  VIOLENCE("violence"),
  /** Violence in bloody detail. */
  VIOLENCE_GRAPHIC("violence/graphic"),
  /** Praises, encourages or describes hurting oneself. */
  SELF_HARM("self-harm"),
  /** The writer means to hurt themselves, or does so. */
  SELF_HARM_INTENT("self-harm/intent"),
  /** Instructions for hurting oneself. */
  SELF_HARM_INSTRUCTIONS("self-harm/instructions"),
  /** Advice on what is against the law, or dealing in it. */
  ILLICIT("illicit"),
  /** Illicit, and about weapons or harm. */
  ILLICIT_VIOLENT("illicit/violent"),
  /** Advertising, begging for follows, repetition without meaning. */
  SPAM("spam"),
  /** Tries to get money, accounts or passwords by deceit. */
  SCAM("scam"),
  /** Another person's private data, such as an address or a telephone number. */
  PRIVACY("privacy"),
  /** Coarse language, whether or not it is aimed at anyone. */
  PROFANITY("profanity"),
  /** Category of a text that a provider blocked without a reason. No classifier scores it. */
  UNSPECIFIED("unspecified");

  private static final Map<String, Category> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(Category::code, Function.identity()));

  private final String code;

  Category(String code) {
    this.code = code;
  }

  /** {@return the name on the wire, such as {@code harassment/threatening}} */
  public String code() {
    return code;
  }

  /**
   * {@return the category with this name on the wire; empty if unknown}
   *
   * @param code the exact name, in lower case
   */
  public static Optional<Category> ofCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
