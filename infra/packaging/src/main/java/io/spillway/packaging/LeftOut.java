package io.spillway.packaging;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Library of the SDKs that a function app on Linux does not need.
 *
 * @param artifact the name, without version and classifier
 * @param why the reason for its omission
 */
record LeftOut(String artifact, String why) {

  private static final String TLS = "the JDK's own TLS does the same";
  private static final String SELECTOR = "the JDK's own selectors do the same";
  private static final String MAC = "for macOS only";
  private static final String LOGIN = "a developer's login on a desktop; an app has its identity";
  private static final String ANNOTATIONS = "annotations for compilers";
  private static final String EMPTY = "its classes are in another jar";

  static final List<LeftOut> ALL =
      List.of(
          new LeftOut("netty-tcnative-boringssl-static", TLS),
          new LeftOut("netty-tcnative-classes", TLS),
          new LeftOut("netty-transport-native-epoll", SELECTOR),
          new LeftOut("netty-transport-native-kqueue", MAC),
          new LeftOut("netty-transport-classes-kqueue", MAC),
          new LeftOut("netty-resolver-dns-native-macos", MAC),
          new LeftOut("netty-resolver-dns-classes-macos", MAC),
          new LeftOut("jna", LOGIN),
          new LeftOut("jna-platform", LOGIN),
          new LeftOut("msal4j-persistence-extension", LOGIN),
          new LeftOut("grpc-netty-shaded", "grpc-okhttp takes its place, 20 times smaller"),
          new LeftOut("proto-google-common-protos", "Google's own APIs; durable calls use none"),
          new LeftOut("checker-qual", ANNOTATIONS),
          new LeftOut("error_prone_annotations", ANNOTATIONS),
          new LeftOut("j2objc-annotations", ANNOTATIONS),
          new LeftOut("animal-sniffer-annotations", ANNOTATIONS),
          new LeftOut("auto-value-annotations", ANNOTATIONS),
          new LeftOut("annotations", ANNOTATIONS),
          new LeftOut("jsr305", ANNOTATIONS),
          new LeftOut("listenablefuture", EMPTY),
          new LeftOut("kotlin-stdlib-common", EMPTY),
          new LeftOut("kotlin-stdlib-jdk7", EMPTY),
          new LeftOut("kotlin-stdlib-jdk8", EMPTY),
          new LeftOut("okio", EMPTY));

  /** Returns whether a file is this artifact, in any version and with any classifier. */
  boolean names(String file) {
    return Pattern.matches(Pattern.quote(artifact) + "-\\d.*\\.jar", file);
  }
}
