/** Examples to learn from and to judge on, and how they are made of what users did. Pure; imports no framework. */
package dev.medley.platform.train.example;
