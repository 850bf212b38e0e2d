package io.spillway.ports.violation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reason for a moderator's decision, from a fixed set, so that decisions can be counted and
 * compared.
 */
public enum ReasonCode {
  /** It insults, bullies or threatens a person. */
  HARASSMENT,
  /** It demeans or threatens people because of a group they belong to. */
  HATE,
  /** It is sexual. */
  SEXUAL,
  /** It wishes for, praises or describes harm. */
  VIOLENCE,
  /** It praises, announces or explains hurting oneself. */
  SELF_HARM,
  /** It is about illegal acts. */
  ILLICIT,
  /** It is advertising, begging or repetition. */
  SPAM,
  /** It tries to deceive for money or access. */
  SCAM,
  /** It reveals private data of another person. */
  PRIVACY,
  /** It contains profanity. */
  PROFANITY,
  /** It breaks a rule of this stream that has no code of its own. */
  OTHER_RULE,
  /** The classifier was wrong: the message breaks no rule. */
  FALSE_POSITIVE,
  /** The context makes it acceptable: a quotation, a joke among friends, a lyric. */
  CONTEXT,
  /** The policy is stricter than it should be. */
  POLICY_TOO_STRICT,
  /** Another moderator should decide: a language, a legal question, a serious case. */
  NEEDS_EXPERT,
  /** The rules do not cover it. */
  POLICY_UNCLEAR,
  /** New evidence emerged after the decision. */
  NEW_EVIDENCE,
  /** The author objected. */
  APPEAL,
  /** The previous decision was a mistake. */
  MISTAKE;

  private static final Map<String, ReasonCode> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(ReasonCode::code, Function.identity()));

  /** {@return the name on the wire, such as {@code false-positive}} */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@return the reason with this name on the wire; empty if unknown}
   *
   * @param code the exact name, in lower case
   */
  public static Optional<ReasonCode> ofCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
