package io.spillway.core.policy;

import io.spillway.Policy;
import io.spillway.ports.policy.PolicyRevision;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which revisions a policy was made of, as each verdict names it: {@code standard-1}, {@code
 * default-7}, {@code stream-3.default-7} or {@code stream-3.standard-1}.
 *
 * @param stream number of the stream's own revision; 0 for none
 * @param inDefault number of the default policy's revision; 0 for none
 */
record PolicyVersion(int stream, int inDefault) {

  private static final Pattern FORM =
      Pattern.compile("(?:stream-([1-9][0-9]{0,5})\\.)?(?:default-([1-9][0-9]{0,5})|(.+))");

  /** Empty for what is no such name, or is made of another standard policy than this one. */
  static Optional<PolicyVersion> parse(String version, String standard) {
    Matcher matcher = FORM.matcher(version);
    boolean isOurs =
        matcher.matches() && (matcher.group(3) == null || matcher.group(3).equals(standard));
    return isOurs
        ? Optional.of(new PolicyVersion(number(matcher.group(1)), number(matcher.group(2))))
        : Optional.empty();
  }

  /** The policy made of these; a revision that is null or ends a policy adds nothing. */
  static Policy compiled(
      Policy standard, @Nullable PolicyRevision inDefault, @Nullable PolicyRevision ofStream) {
    Policy base = on(standard, inDefault, "default-", "");
    return onTopOf(base, ofStream);
  }

  /** A stream's policy, on top of the policy that all streams have. */
  static Policy onTopOf(Policy base, @Nullable PolicyRevision ofStream) {
    return on(base, ofStream, "stream-", "." + base.version());
  }

  private static Policy on(
      Policy base, @Nullable PolicyRevision revision, String prefix, String suffix) {
    if (revision == null || revision.policy() == null) {
      return base;
    }
    return base.with(revision.policy(), prefix + revision.number() + suffix);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
