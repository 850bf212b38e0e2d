package io.spillway.ports.violation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why a moderator took a step: a fixed set, so that decisions can be counted and compared. */
public enum ReasonCode {
  /** It insults, bullies or threatens a person. */
  HARASSMENT,
  /** It demeans or threatens people for what they are. */
  HATE,
  /** It is sexual. */
  SEXUAL,
  /** It wishes for, praises or describes harm. */
  VIOLENCE,
  /** It praises, announces or explains hurting oneself. */
  SELF_HARM,
  /** It is about doing what is against the law. */
  ILLICIT,
  /** It is advertising, begging or repetition. */
  SPAM,
  /** It tries to deceive for money or access. */
  SCAM,
  /** It tells private data of another person. */
  PRIVACY,
  /** It is coarse. */
  PROFANITY,
  /** It breaks a rule of this stream that none of the others names. */
  OTHER_RULE,
  /** The classifier was wrong: nothing in it breaks a rule. */
  FALSE_POSITIVE,
  /** What would break a rule elsewhere is fit here: a quotation, a joke among friends, a lyric. */
  CONTEXT,
  /** The policy is stricter than it should be. */
  POLICY_TOO_STRICT,
  /** Another moderator should decide: a language, a law, a grave case. */
  NEEDS_EXPERT,
  /** The rules do not say. */
  POLICY_UNCLEAR,
  /** Something came to light after the decision. */
  NEW_EVIDENCE,
  /** The author objected. */
  APPEAL,
  /** The decision before was a slip. */
  MISTAKE;

  private static final Map<String, ReasonCode> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(ReasonCode::code, Function.identity()));

  /** {@return the name on the wire, such as {@code false-positive}} */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@return the reason with this name on the wire; empty when there is none}
   *
   * @param code in lower case, exactly
   */
  public static Optional<ReasonCode> ofCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
