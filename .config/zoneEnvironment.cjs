const { TestEnvironment } = require('jest-environment-node')

/** Runs a test file as on a machine whose time zone is `testEnvironmentOptions.zone`. */
module.exports = class ZoneEnvironment extends TestEnvironment {
  constructor(config, context) {
    process.env.TZ = config.projectConfig.testEnvironmentOptions.zone
    super(config, context)
  }
}
