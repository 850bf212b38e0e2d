package io.spillway.packaging;

/** Rules for the template, which a test can replace by a changed version. */
abstract class TemplateRules {

  Template template = Template.ours();
}
