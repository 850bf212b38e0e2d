package io.spillway.embedding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs when there is a folder into which the build has published. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = Published.PROPERTY,
    matches = ".+",
    disabledReason = "nothing is published yet: ./spillway test does that first")
@interface WhenPublished {}
