package io.spillway.core.policy;

import io.spillway.Policy;
import io.spillway.core.moderation.PolicyLayer;
import io.spillway.ports.policy.PolicyRevision;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Version of a policy, composed of revision numbers, as recorded in verdicts: {@code standard-1},
 * {@code default-7}, {@code stream-3.default-7} or {@code stream-3.standard-1}.
 *
 * @param stream the number of the stream's own revision; 0 for none
 * @param inDefault the number of the default policy's revision; 0 for none
 */
record PolicyVersion(int stream, int inDefault) {

  private static final Pattern FORM =
      Pattern.compile("(?:stream-([1-9][0-9]{0,5})\\.)?(?:default-([1-9][0-9]{0,5})|(.+))");

  /** Parses a version. Returns empty if it is malformed or names another standard policy. */
  static Optional<PolicyVersion> parse(String version, String standard) {
    Matcher matcher = FORM.matcher(version);
    boolean isOurs =
        matcher.matches() && (matcher.group(3) == null || matcher.group(3).equals(standard));
    return isOurs
        ? Optional.of(new PolicyVersion(number(matcher.group(1)), number(matcher.group(2))))
        : Optional.empty();
  }

  /** Compiles a policy from revisions; a null or ending revision adds nothing. */
  static Policy compile(
      Policy standard, @Nullable PolicyRevision inDefault, @Nullable PolicyRevision ofStream) {
    Policy base = on(standard, inDefault, "default-", "");
    return overlay(base, ofStream);
  }

  /** Overlays the base policy with a stream's revision. */
  static Policy overlay(Policy base, @Nullable PolicyRevision ofStream) {
    return on(base, ofStream, "stream-", "." + base.version());
  }

  private static Policy on(
      Policy base, @Nullable PolicyRevision revision, String prefix, String suffix) {
    if (revision == null || revision.policy() == null) {
      return base;
    }
    return PolicyLayer.onStored(base, revision.policy(), prefix + revision.number() + suffix);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
