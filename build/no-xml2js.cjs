// Replaces xml2js, a tenth of the bundle: @homebridge/dbus-native uses it for introspection, which Hearth never does.
'use strict';
exports.Parser = function Parser() {
  throw new Error('Hearth is bundled without introspection over D-Bus');
};
