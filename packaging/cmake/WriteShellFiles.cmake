# cmake -DCOMMAND=FILE -DFOLDER=FOLDER -P WriteShellFiles.cmake: manual pages and completions, from the built command.
file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER}/man1)
execute_process(COMMAND ${COMMAND} help --man ${FOLDER}/man1 COMMAND_ERROR_IS_FATAL ANY)
foreach(shell bash zsh fish)
  execute_process(COMMAND ${COMMAND} help --completion ${shell} OUTPUT_FILE ${FOLDER}/proviso.${shell} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
find_program(GZIP gzip)
if(GZIP) # -n: no time in the file, so that the same source gives the same bytes
  file(GLOB pages ${FOLDER}/man1/*.1)
  execute_process(COMMAND ${GZIP} -9n ${pages} COMMAND_ERROR_IS_FATAL ANY)
endif()
