package io.spillway.functions.policies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.PolicyChange;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.ETag;
import io.spillway.functions.http.Problem;
import io.spillway.functions.http.ProblemException;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.wire.PolicyRevisionJson;

/** Maps revisions to responses; the ETag is a revision's number. */
final class PolicyResponses {

  /** A number that no revision has. */
  private static final int NONE = -1;

  private PolicyResponses() {}

  static ApiResponse of(PolicyRevision revision) {
    ObjectNode node = PolicyRevisionJson.write(revision);
    if (revision.policy() != null) {
      node.set("entries", EntryJson.write(revision.policy()));
    }
    return ApiResponse.json(200, node).with("ETag", etag(revision));
  }

  static ApiResponse of(PolicyChange change) {
    if (change instanceof PolicyChange.Stored stored) {
      return of(stored.revision());
    }
    PolicyRevision current = ((PolicyChange.Stale) change).current();
    String detail =
        current == null
            ? "No policy is set now; send If-None-Match: * to create one"
            : "Current revision: "
                + current.number()
                + " (by "
                + current.who()
                + " at "
                + current.at()
                + ")";
    ObjectNode problem = new Problem(412, "version-stale", "Changed meanwhile", detail).json();
    if (current == null) {
      throw ProblemException.of(problem);
    }
    throw ProblemException.of(
            problem.put("number", current.number()).put("decidedBy", current.who()))
        .with("ETag", etag(current));
  }

  /** Returns the revision number of a version; {@link #NONE} for an unparsable version. */
  static int number(String version) {
    return version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : NONE;
  }

  private static String etag(PolicyRevision revision) {
    return ETag.of(Integer.toString(revision.number()));
  }
}
