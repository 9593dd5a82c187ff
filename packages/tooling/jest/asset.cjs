// What a style sheet or picture is in a test: nothing to look at.
module.exports = ''
