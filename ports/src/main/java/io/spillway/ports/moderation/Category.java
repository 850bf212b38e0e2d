package io.spillway.ports.moderation;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a text may be about that viewers should not see. */
public enum Category {
  HARASSMENT("harassment"),
  HARASSMENT_THREATENING("harassment/threatening"),
  HATE("hate"),
  HATE_THREATENING("hate/threatening"),
  SEXUAL("sexual"),
  SEXUAL_MINORS("sexual/minors"),
  VIOLENCE("violence"),
  VIOLENCE_GRAPHIC("violence/graphic"),
  SELF_HARM("self-harm"),
  SELF_HARM_INTENT("self-harm/intent"),
  SELF_HARM_INSTRUCTIONS("self-harm/instructions"),
  ILLICIT("illicit"),
  ILLICIT_VIOLENT("illicit/violent"),
  SPAM("spam"),
  SCAM("scam"),
  PRIVACY("privacy"),
  PROFANITY("profanity"),
  /**
   * Only for a text that a provider refused to score without saying why. No classifier scores it.
   */
  UNSPECIFIED("unspecified");

  private static final Map<String, Category> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(Category::code, Function.identity()));

  private final String code;

  Category(String code) {
    this.code = code;
  }

  /** The name on the wire, such as {@code harassment/threatening}. */
  public String code() {
    return code;
  }

  /** The category with this name on the wire. */
  public static Optional<Category> ofCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
