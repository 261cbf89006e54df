/** What a scenario team tests its plugin with: no base class to extend, plain objects to compose. */
package dev.medley.testkit;
