"""What measurements of pages stand on: a filled throw-away database, the real server, somebody who asks it."""
